global using Binome.Conformance.Fixture;
global using Binome.Conformance.Grains;
global using Orleans;
global using Orleans.Concurrency;
global using Orleans.Runtime;
