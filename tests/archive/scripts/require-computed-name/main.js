const { options } = require(`./stages/${__ENV.STAGE}.js`);
module.exports = { options, default() {} };
