// How a team's overlay is laid over one object.
//
// An overlay is an object, which is added to each object as Jsonnet adds
// objects; or a function of the object, or of the object and its run, which
// returns the object as it shall be.
function(overlay, object, run)
  if !std.isFunction(overlay) then object + overlay
  else if std.length(overlay) == 1 then overlay(object)
  else overlay(object, run)
