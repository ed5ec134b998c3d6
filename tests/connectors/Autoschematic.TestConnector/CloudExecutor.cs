using System.Text;
using Autoschematic.Sdk;
using Autoschematic.TestClouds;
using Autoschematic.TestConnector.Bodies;
using Autoschematic.TestConnector.Cloud;
using Autoschematic.TestConnector.Kinds;
using Autoschematic.TestConnector.Settings;

namespace Autoschematic.TestConnector;

/// <summary>Executes ops in the cloud; an op, its count and its key are there together or not at all.</summary>
internal sealed class CloudExecutor(CloudDatabase database, CloudMapping mapping)
{
    public ExecuteResult Execute(ExecuteRequest request, CloudOp op, long call, CloudSettings settings)
    {
        var physical = database.Write(session => Execute(session, request, op, call, settings));
        var outputs = CloudAddress.TryParse(physical) is { } parsed ? CloudOutputs.Of(parsed, settings) : CloudOutputs.None;
        return new ExecuteResult
        {
            Outputs = outputs.All.ToDictionary(output => output.Key, output => op.Verb == "delete" ? null : output.Value),
            SensitiveOutputs = outputs.Sensitive,
            Message = $"{op.Verb} {request.Address} done",
        };
    }

    /// <summary>Does the op and returns the physical address it was done to.</summary>
    private string Execute(CloudSession session, ExecuteRequest request, CloudOp op, long call, CloudSettings settings)
    {
        if (settings.Idempotent && request.IdempotencyKey is { } used && session.SubjectOf(used) is { } before)
        {
            session.EndCall(call, CallOutcome.Repeated, before);
            return before;
        }

        var physical = op.Verb == "create" ? PlaceFor(session, request.Address) : request.Address;
        if (op.Body is null)
        {
            Delete(session, physical, settings.FadingReads);
        }
        else
        {
            var name = op.Verb == "create" && CloudAddress.TryParse(request.Address) is { Kind.IsMapped: true } named ? named.Name : null;
            Write(session, op.Verb, new CloudObject(physical, Encoding.UTF8.GetBytes(op.Body), name));
        }

        if (request.IdempotencyKey is { } key)
        {
            session.RememberKey(key, physical);
        }

        session.EndCall(call, CallOutcome.Done, physical);
        return physical;
    }

    /// <summary>Where a new object goes: below its owner, under an id if its kind has ids.</summary>
    private string PlaceFor(CloudSession session, string address)
    {
        if (CloudAddress.TryParse(address) is not { } parsed)
        {
            throw ConnectorServiceException.InvalidAddress(address);
        }

        if (parsed.Owner is not null)
        {
            parsed = parsed with
            {
                Owner = mapping.IdOf(session, parsed.OwnerAddress)
                    ?? throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"`{parsed.OwnerAddress}` does not exist yet"),
            };
        }

        return (parsed.Kind.IdPrefix is { } prefix ? WithNewId(session, parsed, prefix) : parsed).ToString();
    }

    private static CloudAddress WithNewId(CloudSession session, CloudAddress address, string prefix)
    {
        do
        {
            address = address with { Name = $"{prefix}-{session.NextNumber(prefix)}" };
        }
        while (session.Find(address.ToString()) is not null);

        return address;
    }

    private static void Write(CloudSession session, string verb, CloudObject item)
    {
        CloudBody.Require(item.Address, item.Body);
        if (verb != "create" && session.Find(item.Address) is null)
        {
            throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"`{item.Address}` does not exist");
        }

        var address = CloudAddress.TryParse(item.Address);
        if (address?.Owner is not null && session.Find(address.OwnerAddress.ToString()) is null)
        {
            throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"`{address.OwnerAddress}` does not exist");
        }

        if (address?.Kind.Uses is var (field, kind) && CloudBody.Text(item.Body, field) is { } id
            && session.Find(new CloudAddress(kind, null, kind.NameOf(id)).ToString()) is null)
        {
            throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"{field} `{id}` does not exist");
        }

        session.Put(item);
    }

    private static void Delete(CloudSession session, string physical, int fadingReads)
    {
        if (session.Find(physical) is null)
        {
            throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"`{physical}` does not exist");
        }

        if (CloudAddress.TryParse(physical) is { } address && UserOf(session, address) is { } user)
        {
            throw new ConnectorServiceException(ConnectorErrorCode.Conflict, $"`{physical}` is in use by `{user}`");
        }

        session.Remove(physical, fadingReads);
    }

    /// <summary>Something that is owned by an object or names it, and so keeps it from being deleted.</summary>
    private static string? UserOf(CloudSession session, CloudAddress address)
    {
        var owned = session.Objects($"{address.Kind.Collection}/{address.Name}/");
        return owned is [var first, ..]
            ? first.Address
            : CloudKind.All
                .Where(kind => kind.Uses?.Kind == address.Kind)
                .SelectMany(kind => session.Users($"{kind.Collection}/", kind.Uses!.Value.Field, address.Kind.IdOf(address.Name)))
                .FirstOrDefault();
    }
}
