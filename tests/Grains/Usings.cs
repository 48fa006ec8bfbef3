global using System.Collections.Immutable;
global using Binome.Contracts;
global using Binome.Contracts.Integrations;
global using Binome.Contracts.Ledger;
global using FsCheck.Xunit;
