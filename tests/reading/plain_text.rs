//! The blocks of plain text, in tables of `kind| words`.

use super::{blocks_of, now, written};
use claimlight::{article::BlockKind, read};

/// Parts the words of a table by blank lines, reads them and expects the table again.
#[track_caller]
fn same_with_blank_lines(table: &str) {
    assert_eq!(blocks_of(&written(table, "\n\n")), table);
}

/// The same with single line ends.
#[track_caller]
fn same_with_lines(table: &str) {
    assert_eq!(blocks_of(&written(table, "\n")), table);
}

const REPORT: &str = "
headline| Bridge over the Tarn reopens after nine years
standfirst| Engineers say that the new arches will stand for a century
byline| By Mara Oln
paragraph| The bridge over the Tarn was opened on Monday with a brass band and a short speech.
paragraph| Drivers had crossed the river twelve miles upstream since the flood, the mayor said.
paragraph| \"Nine years is too long for a bridge of two arches,\" said a driver who had come to see it.";

#[test]
fn the_top_of_an_article_stands_before_its_first_paragraph() {
    same_with_blank_lines(REPORT);
    same_with_lines(REPORT);
    same_with_blank_lines(
        "
headline| Is the Tarn bridge safe?
byline| Von Jule Ahrend und Pit Mohn
byline| 12. Mai 2031, 14:05 Uhr
paragraph| Die Brücke über den Tarn wurde am Montag mit Blasmusik und einer kurzen Rede eröffnet.",
    );
    same_with_blank_lines(
        "
headline| Comment: why the bridge matters
paragraph| The bridge over the Tarn was opened on Monday with a brass band and a short speech.",
    );
    same_with_lines(
        "
heading| Skip to content
heading| World
headline| Ministers agree on quotas after a night of talks
standfirst| The deal ends a dispute of two years, but nobody is convinced
byline| By Mara Oln in Tarn
byline| Published: 12 May 2031, 06:40
paragraph| The ministers of four countries agreed on Tuesday to cut quotas for cod by a tenth, officials said.
paragraph| \"It was the best we could get,\" said the minister.",
    );
    // A sentence is no title, and a title over nothing is none either.
    same_with_blank_lines(
        "\nparagraph| The bridge was opened.\nparagraph| It was closed the next day, after the first frost.",
    );
    same_with_blank_lines("\nparagraph| Bridge over the Tarn");
}

#[test]
fn bylines_name_authors_and_dates_in_several_languages() {
    let lines = [
        "By Mara Oln",
        "BY MARA OLN",
        "By Mara Oln, correspondent in Tarn",
        "Par Luc Aubin et Zoé Marn",
        "Por Inés Prado",
        "Автор: Вера Линд",
        "2031-05-12",
        "12.05.2031",
        "Published 12 May 2031 at 10:00 GMT",
        "Last updated: May 12, 2031",
        "Monday, 12 May 2031",
    ];
    for line in lines {
        same_with_blank_lines(&format!(
            "
headline| Bridge reopens
byline| {line}
paragraph| The bridge over the Tarn was opened on Monday with a brass band and a short speech."
        ));
    }
    for line in ["By the end of the year it was gone", "By Tuesday, he said.", "In 2031 the bridge was closed"] {
        assert!(
            !blocks_of(&format!("Bridge reopens\n\n{line}\n\nThe bridge was opened on Monday.")).contains("byline|"),
            "{line}"
        );
    }
}

#[test]
fn what_the_top_says_becomes_metadata() {
    type Row<'a> = (&'a str, &'a [&'a str], Option<&'a str>, Option<&'a str>);
    let table: &[Row<'_>] = &[
        ("By Mara Oln and Teo Quill\n\n12 May 2031", &["Mara Oln", "Teo Quill"], Some("2031-05-12"), None),
        ("By Mara Oln, Ada Fenn and Teo Quill", &["Mara Oln", "Ada Fenn", "Teo Quill"], None, None),
        ("By Mara Oln, correspondent in Tarn", &["Mara Oln"], None, None),
        ("By Mara Oln in Tarn", &["Mara Oln"], None, None),
        ("By Mara Oln | 2031-05-12", &["Mara Oln"], Some("2031-05-12"), None),
        ("Updated: May 12, 2031", &[], None, Some("2031-05-12")),
        // The day and the month can be meant either way.
        ("05/04/2031", &[], None, None),
    ];
    for (lines, authors, published, updated) in table {
        let text =
            format!("Bridge reopens\n\n{lines}\n\nThe bridge over the Tarn was opened on Monday with a brass band.");
        let metadata = read::read_pasted(&text, now()).unwrap().article.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Bridge reopens"));
        assert_eq!(metadata.authors, *authors, "{lines}");
        let date = |date: Option<claimlight::article::PartialDate>| date.map(|date| date.to_string());
        assert_eq!(
            (date(metadata.published).as_deref(), date(metadata.updated).as_deref()),
            (*published, *updated),
            "{lines}"
        );
    }
}

#[test]
fn a_caption_glued_to_its_credit_is_cut_off() {
    let body = "\n\nThe bridge over the Tarn was opened on Monday with a brass band and a short speech.";
    let table = [
        // An agency's name ends.
        (
            "© Mara Oln / ReutersThe mayor walks over the bridge.",
            "© Mara Oln / Reuters",
            "The mayor walks over the bridge.",
        ),
        ("© AFPThe mayor walks over the bridge.", "© AFP", "The mayor walks over the bridge."),
        (
            "© Mara Oln / Getty ImagesMcKay walks over the bridge.",
            "© Mara Oln / Getty Images",
            "McKay walks over the bridge.",
        ),
        // A capital letter follows a small one, unless a name is written so.
        (
            "© Ian McDonald / Tarn PicturesThe mayor walks over the bridge.",
            "© Ian McDonald / Tarn Pictures",
            "The mayor walks over the bridge.",
        ),
        ("Photo: Mara OlnThe mayor walks over the bridge.", "Photo: Mara Oln", "The mayor walks over the bridge."),
        ("© Вера ЛиндМэр идёт по новому мосту.", "© Вера Линд", "Мэр идёт по новому мосту."),
        // An agency's name ends, with a space.
        (
            "© Mara Oln / Reuters The mayor walks over the bridge.",
            "© Mara Oln / Reuters",
            "The mayor walks over the bridge.",
        ),
    ];
    for (line, credit, caption) in table {
        let blocks = blocks_of(&format!("{line}{body}"));
        assert!(
            blocks.starts_with(&format!("\ncredit| {credit}\ncaption| {caption}\nparagraph| The bridge")),
            "{line}: {blocks}"
        );
    }
    for line in ["© Ian McDonald", "© 2031 Tarn MediaAll rights reserved", "Photo: Mara Oln / Tarn Pictures"] {
        assert!(blocks_of(&format!("{line}{body}")).starts_with(&format!("\ncredit| {line}\nparagraph|")), "{line}");
    }
}

#[test]
fn a_neighbour_that_repeats_a_caption_shows_where_it_begins() {
    let expected = "
caption| Mayor Ada Fenn walks over the bridge
credit| © MARA OLN / TARN DESK
caption| Mayor Ada Fenn walks over the bridge, Tarn, 12 May 2031.
paragraph| The bridge over the Tarn was opened on Monday with a brass band and a short speech.";
    let text = "Mayor Ada Fenn walks over the bridge\n© MARA OLN / TARN DESK Mayor Ada Fenn walks over the bridge, Tarn, 12 May 2031.\n\
        The bridge over the Tarn was opened on Monday with a brass band and a short speech.";
    assert_eq!(blocks_of(text), expected);
}

#[test]
fn captions_stand_next_to_credits() {
    let above = "
headline| Bridge over the Tarn reopens
caption| The mayor walks over the bridge.
credit| Photo: Mara Oln
paragraph| The bridge was opened on Monday with a brass band and a speech, and a crowd had come to see it.";
    assert_eq!(
        blocks_of(
            "Bridge over the Tarn reopens\n\nThe mayor walks over the bridge.\nPhoto: Mara Oln\n\nThe bridge was opened on Monday with a brass band and a speech, and a crowd had come to see it."
        ),
        above
    );
    let below = "
paragraph| The bridge was opened on Monday with a brass band and a speech.
credit| Foto: Mara Oln
caption| Die Bürgermeisterin auf der Brücke.
paragraph| A crowd had come to see it.";
    assert_eq!(
        blocks_of(
            "The bridge was opened on Monday with a brass band and a speech.\n\nFoto: Mara Oln\nDie Bürgermeisterin auf der Brücke.\n\nA crowd had come to see it."
        ),
        below
    );
    same_with_blank_lines(
        "
paragraph| The bridge was opened on Monday with a brass band and a speech.
caption| FILE PHOTO: The old bridge in 2019.
paragraph| A crowd had come to see it.",
    );
    assert_eq!(
        blocks_of("It rained.\n\nThe old bridge at dusk. Photograph: Mara Oln/Tarn Desk\n\nIt rained."),
        "
paragraph| It rained.
caption| The old bridge at dusk.
credit| Photograph: Mara Oln/Tarn Desk
paragraph| It rained."
    );
}

#[test]
fn notes_keep_their_own_voice() {
    for label in [
        "Comment:",
        "COMMENT:",
        "Kommentar:",
        "Commentaire :",
        "Comentario:",
        "Комментарий:",
        "[Comment:",
        "Note from the republisher:",
    ] {
        same_with_blank_lines(&format!(
            "
paragraph| The bridge was opened on Monday.
republisher_note| {label} A bridge to nowhere, as we said. Nobody listened.
paragraph| A crowd had come to see it."
        ));
    }
    for label in ["Editor's note:", "Editor’s note:", "Correction:", "Update:", "Anm. d. Red.:", "От редакции:"]
    {
        same_with_blank_lines(&format!(
            "
paragraph| The bridge was opened on Monday.
editor_note| {label} The flood was in May."
        ));
    }
    let text = "The bridge was opened.\n\nComment: One.\nTwo.\n\nA crowd had come.";
    assert_eq!(
        blocks_of(text),
        "\nparagraph| The bridge was opened.\nrepublisher_note| Comment: One.¬Two.\nparagraph| A crowd had come."
    );
    // Where no blank line parts anything, a note is one line.
    let lines =
        "The bridge was opened.\nIt was cold.\nComment: One.\nA crowd had come.\nIt left again.\nThe bridge stayed.";
    assert!(blocks_of(lines).ends_with("\nrepublisher_note| Comment: One.\nparagraph| A crowd had come.\nparagraph| It left again.\nparagraph| The bridge stayed."));
    same_with_blank_lines("\nparagraph| He had no comment: the bridge was not his.\nparagraph| A crowd had come.");
}

#[test]
fn link_lines_lead_elsewhere() {
    for line in [
        "Read more: The flood of May",
        "RELATED: The flood of May",
        "See also",
        "Lesen Sie auch: Die Flut",
        "Читайте также: Потоп",
        "Watch: The flood of May",
        "https://example.org/flood",
    ] {
        same_with_blank_lines(&format!(
            "
paragraph| The bridge was opened on Monday.
link| {line}
paragraph| A crowd had come to see it, as crowds do, and left again when the rain began to fall on it."
        ));
    }
    same_with_blank_lines(
        "
paragraph| The bridge was opened on Monday.
republisher_note| Comment: A bridge to nowhere.
link| Ten bridges that nobody needed
link| 'Build it twice': what the mayor promised
paragraph| A crowd had come to see it, as crowds do, and left again when the rain began to fall on it.",
    );
    // Closer to the text below than to the note above, a title belongs to the text.
    assert_eq!(
        blocks_of(
            "It rained.\n\nComment: A bridge to nowhere.\n\n\nThe crowd\n\nA crowd had come to see it, as crowds do."
        ),
        "\nparagraph| It rained.\nrepublisher_note| Comment: A bridge to nowhere.\nheading| The crowd\nparagraph| A crowd had come to see it, as crowds do."
    );
}

#[test]
fn headings_are_titles_over_longer_text() {
    same_with_blank_lines(
        "
headline| Bridge over the Tarn reopens
paragraph| The bridge was opened on Monday.
heading| A long wait
paragraph| A crowd had come to see it.
heading| What comes next?
paragraph| Nobody knows that yet, the mayor said.
paragraph| The end",
    );
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let wrapped = "\
Bridge over the Tarn reopens

The bridge over the Tarn was opened on Monday with a brass band
and a short speech. Drivers had crossed the river twelve miles
upstream since the flood.
A crowd had come to see it, as crowds do, and left again when
the rain began to fall.
";
    assert_eq!(
        blocks_of(wrapped),
        "
headline| Bridge over the Tarn reopens
paragraph| The bridge over the Tarn was opened on Monday with a brass band¬and a short speech. Drivers had crossed the river twelve miles¬upstream since the flood.
paragraph| A crowd had come to see it, as crowds do, and left again when¬the rain began to fall."
    );
}

#[test]
fn lists_have_more_than_one_entry() {
    let list = "
paragraph| The mayor promised three things on Monday.
list_item| - a bridge that stands
list_item| - a road that leads to it
paragraph| Nobody had asked for them.
list_item| 1. bread
list_item| 2) and games";
    same_with_blank_lines(list);
    same_with_lines(list);
    same_with_lines(
        "\nparagraph| 1984. That was the year.\nparagraph| - A dash, she said.\nparagraph| – No, he said.\nparagraph| – Yes, she said.",
    );
    let continued = "* one entry\n  that goes on\n* another";
    assert_eq!(blocks_of(continued), "\nlist_item| * one entry¬  that goes on\nlist_item| * another");
}

#[test]
fn quotations_are_set_apart_by_mark_or_indent() {
    let text = "The mayor wrote to the council in the spring.\n\n    The bridge is closed, and it will stay closed.\n\n> Nobody shall cross it.\n> Not even I.\n\nThe council did not reply.\n\nIt rained.\n";
    assert_eq!(
        blocks_of(text),
        "
paragraph| The mayor wrote to the council in the spring.
quotation| The bridge is closed, and it will stay closed.
quotation| > Nobody shall cross it.¬> Not even I.
paragraph| The council did not reply.
paragraph| It rained."
    );
    // Where every paragraph has an indent, it means nothing.
    same_with_blank_lines("\nparagraph| One sentence.\nparagraph| Two sentences.");
    assert_eq!(
        blocks_of("\tOne sentence.\n\n\tTwo sentences."),
        "\nparagraph| One sentence.\nparagraph| Two sentences."
    );
}

#[test]
fn the_sample_opens_with_the_parts_of_an_article() {
    let article = read::sample(now()).unwrap().article;
    let kinds: Vec<&str> = article.blocks().iter().take(7).map(|block| block.kind.name()).collect();
    assert_eq!(kinds, ["headline", "byline", "byline", "caption", "credit", "caption", "paragraph"]);
    let credit = article.blocks().iter().find(|block| block.kind == BlockKind::Credit).unwrap();
    assert_eq!(article.text().slice(credit.span), "© Bram Osk / Northquay Press");
}
