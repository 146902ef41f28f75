<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/**
 * Words and phrases of one language for the detection of intents.
 *
 * Every entry is folded (see Language\TextFolder): no accents, no capitals, apostrophes as spaces. An entry may hold several words.
 */
interface Lexicon {

	/**
	 * The lists, by name:
	 *
	 * - `greeting`, `thanks`, `goodbye`, `yes`, `no`: a message made only of these (and `filler`) is small talk;
	 * - `filler`: polite and other words that do not change the intent;
	 * - `firm_yes`: those of `yes` that agree, unlike mere acknowledgements ("ok");
	 * - `ask_human`, `ask_who`: whole phrases that ask what the assistant is; `not_ask_human`: words that give them another meaning;
	 * - `you_are`, `machine`: a message that ends in one and then the other asks what the assistant is;
	 * - `want`, `talk`, `person`: a request for a person is a `want`, then a `talk`, then a `person`, or one of `person_phrase`;
	 * - `person_alone`: nouns that request a person when the message contains nothing else but filler;
	 * - `person_phrase`, `contact_phrase`, `frustration_phrase`, `technical_phrase`, `scope_phrase`: each is sufficient alone;
	 * - `swearing`: words compared exactly, without tolerance for typing errors;
	 * - `thing`, `broken`: a part of the site, then a word for its failure;
	 * - `act`, `own`, `matter`: an action, on the visitor's own matter (order, account);
	 * - `compose`, `work`: a writing task unrelated to the site;
	 * - `not_contact`: phrases that contain a `contact_phrase` with another meaning;
	 * - `how`: beginnings of questions about procedures, which the site may answer;
	 * - `know`: words before such a question ("I would like to know how ...").
	 *
	 * @return array<string, list<string>>
	 */
	public function lists(): array;

	/**
	 * Abbreviations and phonetic spellings ("qqn", "u") => the words they stand for.
	 *
	 * @return array<int|string, string>
	 */
	public function shorthand(): array;
}
