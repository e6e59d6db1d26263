export default 5 as number;
