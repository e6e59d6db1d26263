export default new Proxy(function () {}, {});
