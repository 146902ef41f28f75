<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/**
 * The words of one language by which wishes are recognised.
 *
 * Every entry is folded (see Language\TextFolder): no accents, no capitals, apostrophes as spaces. An entry may hold several words.
 */
interface Lexicon {

	/**
	 * The lists, by name:
	 *
	 * - `greeting`, `thanks`, `goodbye`, `yes`, `no`: a message made only of these (and `filler`) is small talk;
	 * - `filler`: words of politeness that change nothing;
	 * - `firm_yes`: those of `yes` that agree and do not merely take note ("ok");
	 * - `ask_human`, `ask_who`: whole phrases that ask what the assistant is; `not_ask_human`: words with which they ask something else;
	 * - `you_are`, `machine`: asks what the assistant is when the message ends in one and then the other;
	 * - `want`, `talk`, `person`: a wish for a person is a want, then a talk, then a person, or one of `person_phrase`;
	 * - `person_alone`: nouns that are a wish for a person when the message holds nothing else but filler;
	 * - `person_phrase`, `contact_phrase`, `frustration_phrase`, `technical_phrase`, `scope_phrase`: enough by themselves;
	 * - `swearing`: words compared exactly, never with typing slips;
	 * - `thing`, `broken`: a part of the site, then what is wrong with it;
	 * - `act`, `own`, `matter`: something to be done, to a matter that is the visitor's own;
	 * - `compose`, `work`: something to be written that has nothing to do with the site;
	 * - `not_contact`: phrases that hold a `contact_phrase` and mean something else;
	 * - `how`: beginnings of a question about how things are done, which the site may answer itself;
	 * - `know`: words before such a question ("I would like to know how ...").
	 *
	 * @return array<string, list<string>>
	 */
	public function lists(): array;

	/**
	 * Words written short or by ear ("qqn", "u") => the words they stand for.
	 *
	 * @return array<int|string, string>
	 */
	public function shorthand(): array;
}
