<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

use Aaia\Chatbot\Knowledge\Passage;

/** Decides whether the passages say enough to answer from. Without this the built-in assistant would quote something for any question. */
final class Evidence {

	/**
	 * Least confidence of the best passage to answer at all.
	 *
	 * Calibrated by `npm run bench -- retrieval` (refusal curve): the share of questions still refused when their document is
	 * removed, against the share still answered when it is there.
	 */
	public const THRESHOLD = 0.5;

	/** Further passages are quoted only when nearly as sure as the best: a share of its confidence. */
	private const SHARE_OF_BEST = 0.8;

	/**
	 * The passages that may be quoted; empty when the evidence is too weak.
	 *
	 * Those in the question's language first of all: others only when none of them is sure enough.
	 *
	 * @param list<Passage> $passages Best first.
	 * @param string        $language Of the question: `fr`, `en` or empty when unknown.
	 *
	 * @return array<int, Passage> By position in the request.
	 */
	public function enough( array $passages, string $language ): array {
		$same = array_filter( $passages, static fn( Passage $passage ): bool => self::is_in( $passage, $language ) );
		foreach ( [ $same, $passages ] as $candidates ) {
			$best = [] === $candidates ? 0.0 : max( array_map( static fn( Passage $passage ): float => $passage->confidence, $candidates ) );
			if ( $best >= self::THRESHOLD ) {
				return array_filter( $candidates, static fn( Passage $passage ): bool => $passage->confidence >= $best * self::SHARE_OF_BEST );
			}
		}
		return [];
	}

	/** Whether a passage is in the language, as far as both are known. */
	public static function is_in( Passage $passage, string $language ): bool {
		return '' === $language || '' === $passage->language || strtolower( substr( $passage->language, 0, 2 ) ) === $language;
	}
}
