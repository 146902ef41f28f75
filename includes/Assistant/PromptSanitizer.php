<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Sanitizes text of documents, pages and tools for a prompt: the meaning stays, but nothing in it looks like a part of the
 * prompt itself.
 *
 * Passages are also wrapped in a Fence; this protects models that take anything like a heading or a role for one.
 */
final class PromptSanitizer {

	/** Invisible characters that no script needs; those required by Arabic, Persian and emoji are kept. */
	private const INVISIBLE = '/(?![\x{200C}-\x{200F}\x{600}-\x{605}\x{61C}\x{6DD}\x{70F}])[\p{Cf}\x{34F}\x{115F}\x{1160}\x{3164}\x{FFA0}]/u';

	/** Joiners and direction marks next to Latin letters, where they only disguise a word. */
	private const IN_LATIN = '/(?<=[\p{Latin}#<\[])[\x{200C}-\x{200F}]+|[\x{200C}-\x{200F}]+(?=[\p{Latin}#>\]:])/u';

	/** Citations of passages, in brackets of any kind: [3], 【1, 2】. */
	private const CITATION = '/[\[［【〔](\s*\p{Nd}{1,3}(?:\s*[,;.–-]\s*\p{Nd}{1,3})*\s*)[\]］】〕]/u';

	/** Bracketed markers of roles and ends in prompts and chat templates: [INST], [/system], [no-answer], <|im_start|>, <system>, <<SYS>>. */
	private const SQUARE = '/\[(\s*\/?\s*(?:inst|system|user|assistant|developer|tool|no-answer|end)\b[^\]\n]{0,40})\]/iu';
	private const ANGLE  = '/<+(\s*[\/|]?\s*(?:im_\w+|start_of_turn|end_of_turn|start_header_id|end_header_id|eot_id|endoftext|bos|'
		. 'eos|s|sys|inst|system|user|assistant|human|developer|instructions?|rules?|passages?|documents?|context|tool\w*|'
		. 'function\w*)\b[^<>\n]{0,60})>+/iu';
	private const BARS   = '/<\|([^<>|\n]{0,60})\|>/u';

	/** Markdown headings and horizontal rules at the beginning of a line. */
	private const HEADING = '/^\h*(?:#{2,}+\h*|#\h+)/mu';
	private const RULE    = '/^\h*(?:[-=*_~`<>|#+]\h?){3,}+\h*/mu';

	/** Role or section labels with a colon at the beginning of a line: "System:", "**Passage 4**:". */
	private const LABEL = '/^(\h*[>*_"\'(\[«“-]*\h*(?:system|user|assistant|human|developer|tool|function|instructions?|rules?|'
		. 'passages?|sources?|visitor|ai|système|utilisateur|humain|visiteur|outil|consignes?|règles?|extraits?)(?:\h+(?:messages?|'
		. 'prompt|n[o°]\.?))?(?:\h*\p{Nd}{1,3})?(?:\h*[)\]*_"\'»”]+)?)\h*[:：]\h*/miu';

	/** Sanitizes text of several lines. */
	public static function sanitize( string $words ): string {
		$words = (string) preg_replace( [ self::INVISIBLE, self::IN_LATIN ], '', Text::clean( $words ) );
		return (string) preg_replace(
			[ self::CITATION, self::SQUARE, self::BARS, self::ANGLE, self::HEADING, self::RULE, self::LABEL ],
			[ '($1)', '($1)', '‹$1›', '‹$1›', '§ ', '– ', '$1 – ' ],
			$words
		);
	}

	/** Sanitizes text of one line: titles, names, addresses. */
	public static function sanitize_line( string $words ): string {
		return Text::line( self::sanitize( Text::line( $words ) ) );
	}

	/**
	 * Sanitizes all strings inside a JSON value.
	 *
	 * @param array<array-key, mixed> $value
	 *
	 * @return array<array-key, mixed>
	 */
	public static function sanitize_values( array $value ): array {
		array_walk_recursive(
			$value,
			static function ( mixed &$inner ): void {
				$inner = is_string( $inner ) ? self::sanitize( $inner ) : $inner;
			}
		);
		return $value;
	}
}
