export const later = (done) => setTimeout(() => done(open("./t.txt").trim()), 5);
