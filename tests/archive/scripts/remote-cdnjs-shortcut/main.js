import { a } from "cdnjs.com/libraries/Faker";
export default function () {}
