export default class Journey {
  run() {}
}
