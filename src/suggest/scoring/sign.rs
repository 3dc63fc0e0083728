//! What is looked for in a sentence.

macro_rules! signs {
    ($($(#[$remark:meta])* $sign:ident = $name:literal,)*) => {
        /// One thing that tells how a sentence reads. The first ones are the lists of `assets/suggest/signs-*.txt`; the others are seen
        /// without a list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Sign {
            $($(#[$remark])* $sign,)*
        }

        impl Sign {
            /// Every sign; its place here is its number.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$sign,)*];

            /// Its name in the lists and in the tables of weights.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$sign => $name,)*
                }
            }
        }
    };
}

signs! {
    /// Words that condemn whatever they are said of.
    Condemns = "condemns",
    /// Words that praise whatever they are said of.
    Praises = "praises",
    /// Words that value more mildly, or only in some senses.
    Judges = "judges",
    /// Words that sneer, and party labels used as such.
    Mocks = "mocks",
    /// Pictures from war, illness, theatre and the like for what is none.
    Figurative = "figurative",
    /// Words by which an author comments on the sentence itself: of course, in truth.
    Stance = "stance",
    /// Small words by which German appeals to what both sides know: ja, doch, eben.
    Particles = "particles",
    /// Words that strengthen others: utterly, so.
    Intensifies = "intensifies",
    /// Words that allow no exception: never, everyone.
    Absolute = "absolute",
    /// Words that say what ought to be, and appeals.
    Urges = "urges",
    /// Words by which an author is careful: perhaps, seems.
    Doubts = "doubts",
    /// The author's opinion in so many words: I think.
    Thinks = "thinks",
    /// The first person singular.
    First = "i",
    /// The first person plural.
    Together = "we",
    /// The second person.
    Addressed = "you",
    /// Words that argue with the sentence before when they begin one: but, yet, so. Only the first word counts.
    Opens = "opens",
    /// Words that set one thing against another in an argument: rather than.
    Contrasts = "contrasts",
    /// Words of argument: therefore, the problem, proves.
    Argues = "argues",
    /// The present, in which what is generally so is said; reports are in the past.
    Present = "present",
    /// Words that negate.
    Negates = "negates",
    /// Words that give what is said to somebody else: said, according to.
    Attributes = "attributes",
    /// Words for feelings and ideals.
    Feels = "feels",
    /// Numerals in words, units, shares.
    Quantity = "quantity",
    /// Words that compare or rank.
    Compares = "compares",
    /// Words for more and less becoming so.
    Changes = "changes",
    /// What somebody did or had: verbs in the past.
    Did = "did",
    /// Words for when.
    Time = "time",
    /// Words that name a cause.
    Causes = "causes",
    /// What statistics count and public records hold: jobs, taxes, laws.
    Public = "public",
    /// Who acts in public life: president, court, company.
    Actors = "actors",
    /// Words for what is not yet.
    Future = "future",
    /// Words for what is only supposed.
    Supposes = "supposes",
    /// What is said to keep a conversation going: thanks, greetings.
    Talks = "talks",
    /// Words for wishes and aims.
    Wants = "wants",
    /// A number in digits.
    Figure = "figure",
    /// A number that may be a year.
    Year = "year",
    /// A sign for per cent or for money.
    Unit = "unit",
    /// A word with a capital letter, the first left out. In German any noun has one.
    Name = "name",
    /// A question mark at the end.
    Question = "question",
    /// An exclamation mark.
    Exclamation = "exclamation",
    /// One to three words between marks that nobody is said to have used.
    Scare = "scare",
    /// At least half of the words are between quotation marks.
    Quoted = "quoted",
    /// A word of the sentence, up to the fifth.
    Words5 = "words 1 to 5",
    /// A word of the sentence, from the sixth to the tenth.
    Words10 = "words 6 to 10",
    /// A word of the sentence, from the eleventh to the twentieth.
    Words20 = "words 11 to 20",
}

impl Sign {
    /// How many signs there are.
    pub(crate) const COUNT: usize = Self::ALL.len();

    /// The sign of a list or a weight with this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sign| sign.name() == name)
    }

    /// The sign as one bit of a set.
    pub(crate) fn bit(self) -> u64 {
        1 << (self as u64)
    }

    /// Whether it only counts words.
    pub(crate) fn is_length(self) -> bool {
        matches!(self, Self::Words5 | Self::Words10 | Self::Words20)
    }
}
