"use k6 with k6/x/faker >= 0.3";
import faker from "k6/x/faker";
export default function () {}
