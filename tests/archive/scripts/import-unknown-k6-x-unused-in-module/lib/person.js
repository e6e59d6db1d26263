import { Faker } from "k6/x/faker";
import sql from "k6/x/sql";
export const name = "Kari";
