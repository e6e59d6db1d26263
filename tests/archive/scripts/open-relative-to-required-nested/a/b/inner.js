exports.text = open("./t.txt").trim();
