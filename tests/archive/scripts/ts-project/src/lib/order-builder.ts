export class OrderBuilder<T extends object> {
  private static count = 0;
  constructor(private readonly defaults: T) {}
  build(overrides: Partial<T> = {}): T & { id: string } {
    return { ...this.defaults, ...overrides, id: `order-${++OrderBuilder.count}` };
  }
}
