import { sleep } from "k6";
sleep(0);
