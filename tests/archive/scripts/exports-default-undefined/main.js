let run;
export default run;
