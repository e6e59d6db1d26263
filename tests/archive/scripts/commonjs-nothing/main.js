console.log("no exports");
