using Binome.Silo.Cli;

return await Verbs.Root().Parse(args).InvokeAsync();
