#!/usr/bin/env -S k6 run
export default function () {}
