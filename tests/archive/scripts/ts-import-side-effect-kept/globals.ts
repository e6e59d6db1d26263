(globalThis as any).order = "set";
