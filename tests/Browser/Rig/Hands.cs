namespace Binome.Browser.Tests.Rig;

/// <summary>How a person acts on a page: with a pointer, or with the keyboard alone.</summary>
internal sealed class Hands(IPage page, bool keyboardOnly)
{
    private const int TabsMax = 400;
    private const string HasFocus = "element => element === document.activeElement";

    /// <summary>Follows a link or presses a button, and waits for the page it leads to.</summary>
    public async Task Press(ILocator target)
    {
        await target.WaitForAsync();
        if (!keyboardOnly)
        {
            await target.ClickAsync();
            return;
        }
        await TabTo(target);
        await page.Keyboard.PressAsync("Enter");
    }

    public Task PressButton(string name) => Press(Named(AriaRole.Button, name));

    public Task PressLink(string name) => Press(Named(AriaRole.Link, name));

    public async Task Fill(string label, string text)
    {
        var field = page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).First;
        await field.WaitForAsync();
        if (!keyboardOnly)
        {
            await field.FillAsync(text);
            return;
        }
        await TabTo(field);
        if (await field.GetAttributeAsync("type") == "date")
        {
            // Day, month and year are typed one after the other, as the browser's language orders them.
            var (year, month, day) = (text[..4], text[5..7], text[8..]);
            await page.Keyboard.TypeAsync(day + month + year);
            return;
        }
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses one of a list, or of radio buttons.</summary>
    public async Task Choose(string label, string option)
    {
        var list = page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).First;
        await list.WaitForAsync();
        if (!keyboardOnly)
        {
            await list.SelectOptionAsync(new SelectOptionValue { Label = option });
            return;
        }
        await TabTo(list);
        await page.Keyboard.TypeAsync(option);
    }

    public async Task Check(string label)
    {
        var choice = page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).First;
        await choice.WaitForAsync();
        if (await choice.IsCheckedAsync())
            return;
        if (!keyboardOnly)
        {
            await choice.CheckAsync();
            return;
        }
        await TabTo(choice);
        await page.Keyboard.PressAsync("Space");
    }

    public async Task Attach(string label, string file)
    {
        var field = page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).First;
        await field.WaitForAsync();
        if (!keyboardOnly)
        {
            await field.SetInputFilesAsync(file);
            return;
        }
        // Waited for before the way there, so that the browser knows of it when the key is pressed.
        var chooser = page.WaitForFileChooserAsync();
        await TabTo(field);
        await page.Keyboard.PressAsync("Enter");
        await (await chooser).SetFilesAsync(file);
    }

    private ILocator Named(AriaRole role, string name) =>
        page.GetByRole(role, new PageGetByRoleOptions { Name = name, Exact = true }).First;

    private async Task TabTo(ILocator target)
    {
        for (var tabs = 0; tabs < TabsMax; tabs++)
        {
            if (await target.EvaluateAsync<bool>(HasFocus))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        throw new InvalidOperationException($"The keyboard does not reach {target} on {page.Url}.");
    }
}
