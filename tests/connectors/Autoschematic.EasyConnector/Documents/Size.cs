namespace Autoschematic.EasyConnector.Documents;

internal enum Size
{
    Small,
    Large,
}
