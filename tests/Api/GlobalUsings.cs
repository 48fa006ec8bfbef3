global using System.Collections.Immutable;
global using Binome.Contracts;
global using Binome.WebApi.Errors;
global using Binome.WebApi.Http;
global using Microsoft.AspNetCore.Http;
global using Orleans;
