export const team = () => global.team;
