using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A skeleton whose placeholders are filled.</summary>
/// <param name="Template">Its address as the connector gave it.</param>
/// <param name="Text">The address after filling, unchecked.</param>
/// <param name="Address">The same, checked; null when it cannot be one.</param>
/// <param name="Body">The body after filling.</param>
internal sealed record FilledSkeleton(string Template, string Text, Address? Address, ReadOnlyMemory<byte> Body);
