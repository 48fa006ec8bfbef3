global using System.Collections.Immutable;
global using Binome.Contracts;
global using Binome.Contracts.Mail;
global using Binome.Silo.Hosting;
global using Binome.Silo.Mail;
global using Binome.WebApi.Mail;
