using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Brings what a command refused to the fields of the form it came from, in the catalogue's words.</summary>
internal static class FormFailures
{
    /// <param name="fields">Fields whose names differ from the members that the failure points to.</param>
    public static void Show(this PageModel page, Failure failure, params (string Pointer, string Field)[] fields)
    {
        var language = PageLanguage.Of(page.HttpContext);
        if (failure.Others.IsEmpty || failure.Pointer is not null)
            Add(page.ModelState, failure, language, fields);
        foreach (var other in failure.Others)
            Add(page.ModelState, other, language, fields);
    }

    /// <summary>Says once, on the next page, that something was done.</summary>
    public static void Flash(this PageModel page, string text) => page.TempData[Parts.Flash.Key] = text;

    private static void Add(
        ModelStateDictionary form,
        Failure failure,
        Language language,
        (string Pointer, string Field)[] fields
    )
    {
        var message = ErrorCatalogue.Of(failure.Code).In(language, failure.Arguments);
        form.AddModelError(FieldOf(failure.Pointer ?? "", fields), message);
    }

    private static string FieldOf(string pointer, (string Pointer, string Field)[] fields)
    {
        foreach (var (known, field) in fields)
            if (known == pointer)
                return field;
        return pointer.TrimStart('/', Problems.ParameterMark).Replace('/', '.');
    }
}
