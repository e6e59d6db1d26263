/** @typedef {{ id: string }} PackageDto */
