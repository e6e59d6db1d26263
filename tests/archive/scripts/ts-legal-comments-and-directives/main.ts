"use k6 >= 2.0";
/*! @license none */
/// <reference types="k6" />
const vus: number = 2;
export const options = { vus };
export default function (): void {}
