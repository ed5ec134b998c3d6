using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds the line of a body that a failed call is about.</summary>
internal static class BodyPlaces
{
    /// <summary>The failure with the place that the connector named, or else where the body it could not plan stops to parse.</summary>
    public static Diagnostic Locate(Diagnostic failure, ConnectorException exception, PlanItem item)
    {
        if (item.Desired is not { } body || BodyTrees.Decode(body.Span) is not { } text)
        {
            return failure;
        }

        if (exception.Position is { } position)
        {
            var source = new SourceText(text, item.Key.File.Text);
            return failure with { Location = new(source, new TextSpan(source.GetOffset(position), 0)) };
        }

        return exception is { Method: "Plan", Failure: ConnectorFailure.Answered } && BodyTrees.FirstProblem(item.Key.Address, body, item.Key.File) is { } problem
            ? failure with { Location = problem.Location, Notes = [$"the file does not parse: {problem.Message}", .. failure.Notes] }
            : failure;
    }
}
