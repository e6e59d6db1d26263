class Client {
  private calls = 0;
  constructor(
    public readonly base: string,
    private token?: string,
    protected retries: number = 3,
  ) {
    this.calls += 1;
  }
  describe(): string {
    return `${this.base} ${this.token} ${this.retries} ${this.calls}`;
  }
}
export const options = { tags: { client: new Client("https://a", "t").describe() } };
export default function () {}
