namespace Autoschematic.Sdk.Resources;

/// <summary>A configuration file, whatever it holds.</summary>
internal interface IConfigFile
{
    /// <summary>Says below which prefix the file stands.</summary>
    void Attach(string prefix);
}
