abstract class Base<T> {
  static made = 0;
  declare note: string;
  protected abstract load(): T;
  constructor(protected name: T) {
    Base.made++;
  }
  get value(): T {
    return this.load();
  }
}
interface Named {
  value: string;
}
class Child extends Base<string> implements Named {
  #secret: number = 4;
  override load(): string {
    return `${this.name}${this.#secret}`;
  }
}
export const options = { tags: { value: new Child("x").value, made: String(Base.made) } };
export default function () {}
