namespace Autoschematic.Sdk.Resources;

/// <summary>A method of an author's class failed in a way that nobody foresaw.</summary>
internal sealed class AuthorException(string message, Exception innerException) : Exception(message, innerException);
