const iteration = __ITER;
export default function () {}
