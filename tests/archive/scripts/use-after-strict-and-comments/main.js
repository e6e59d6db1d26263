#!/usr/bin/env k6
// a comment with "use k6 >= 9"
/* another
   "use k6 >= 8" */
"use strict"; ;
'something else'
/** docs */ "use k6 >= 2.1"; // behind
import "k6";
"use k6 >= 7";
export default function () {}
