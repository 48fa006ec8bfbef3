global using System.Collections.Immutable;
global using Binome.Contracts;
global using Binome.Contracts.Ledger;
