using Spectre.Console;
using Spectre.Console.Rendering;

namespace PoseStream.Daemon.Commands;

/// <summary>Tables for people: fitted to the terminal; whole lines without colours where the output goes elsewhere.</summary>
internal static class Terminal
{
    private const int UnfoldedWidth = 1000;

    /// <summary>Characters of a line; as many as anybody needs where the output goes elsewhere.</summary>
    public static int Width => Console.IsOutputRedirected ? UnfoldedWidth : AnsiConsole.Profile.Width;

    public static void Write(IRenderable table)
    {
        if (!Console.IsOutputRedirected)
        {
            AnsiConsole.Write(table);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = UnfoldedWidth;
        console.Write(table);
    }
}
