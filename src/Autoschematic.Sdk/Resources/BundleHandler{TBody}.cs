namespace Autoschematic.Sdk.Resources;

/// <summary>Serves one kind of bundle; `[Resource("…")]` says at which addresses.</summary>
/// <typeparam name="TBody">What a bundle's file is.</typeparam>
/// <param name="format">How files are read.</param>
public abstract class BundleHandler<TBody>(BodyFormat<TBody> format) : AddressHandler<TBody>(format), IBundleHandler
    where TBody : class
{
    internal sealed override FilterBits Bits => FilterBits.Bundle;

    /// <summary>Expands a bundle into the files it stands for.</summary>
    /// <param name="key">Which bundle.</param>
    /// <param name="body">The bundle's file.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>The bundle's children; <see cref="Child{T}"/> makes one of a handler's body.</returns>
    public abstract Task<IReadOnlyList<BundleChild>> UnbundleAsync(ResourceKey key, TBody body, CancellationToken cancellationToken);

    /// <summary>Makes a child that another handler serves.</summary>
    /// <typeparam name="T">What its body is.</typeparam>
    /// <param name="handler">The handler.</param>
    /// <param name="key">Which of its resources.</param>
    /// <param name="body">The body.</param>
    /// <returns>The child.</returns>
    protected static BundleChild Child<T>(ResourceHandler<T> handler, ResourceKey key, T body)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(key);
        return new(key.Address, handler.Format.Write(body));
    }

    Task<IReadOnlyList<BundleChild>> IBundleHandler.UnbundleAsync(
        ResourceKey key, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => UnbundleAsync(key, Read(key, bundle), cancellationToken);
}
