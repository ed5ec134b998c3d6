using PolyType;

namespace Autoschematic.Sdk.Resources;

/// <summary>A configuration file of the connector, which stands among the files of its prefix: one more handler.</summary>
/// <typeparam name="T">A record with `[GenerateShape]`.</typeparam>
/// <param name="address">Where it stands, such as `postgres/config.ron`.</param>
public class ConfigFile<T>(string address) : AddressHandler<T>(BodyFormat.Record<T>(), address), IConfigFile
    where T : class, IShapeable<T>
{
    private string prefix = "";

    internal override FilterBits Bits => FilterBits.Config;

    /// <summary>Reads the file; <see cref="ResourceConnector.InitAsync"/> is the place for it.</summary>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>What it holds; a file that is missing or wrong is an error that names it.</returns>
    public async Task<T> LoadAsync(CancellationToken cancellationToken)
        => await TryLoadAsync(cancellationToken)
            ?? throw new ConnectorServiceException($"The configuration file `{FilePath}` does not exist; `create` makes one to begin with");

    /// <summary>Reads the file when it exists.</summary>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>What it holds, or null when it does not exist.</returns>
    public async Task<T?> TryLoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The working directory is the repository.
            return Read(Key(), await File.ReadAllBytesAsync(FilePath, cancellationToken), place: FilePath);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    void IConfigFile.Attach(string prefix) => this.prefix = prefix.Trim('/');

    private string FilePath => Path.Combine(prefix, Pattern.Template);
}
