using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>An example body and the connector that gave it.</summary>
internal sealed record KnownSkeleton(string Connector, Skeleton Skeleton);
