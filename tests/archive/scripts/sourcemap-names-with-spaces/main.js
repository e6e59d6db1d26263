export default function () {}
//# sourceMappingURL=my%20map.map
