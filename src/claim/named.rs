//! Closed lists of words, each with its name in files and the words a reader sees.

/// Declares an enum whose variants have a name in files and a label for readers, as `Variant = "name", "Label"`.
macro_rules! named {
    (
        $(#[$doc:meta])*
        pub enum $of:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $name:literal, $label:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $of {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $of {
            /// All of them, in the order in which they are listed.
            pub const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];

            /// The name in files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The words a reader sees.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }
        }
    };
}

pub(super) use named;
