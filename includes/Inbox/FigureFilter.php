<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** Says which conversations count in a figure of Insights. */
interface FigureFilter {

	/**
	 * The range of an index that has the conversations of a figure, and what is checked of each.
	 *
	 * @param string $figure Such as `silent`, `hour:1-14` or `category:3`.
	 * @param string $from   First day on which the conversations began, such as 2026-03-01, in the site's zone.
	 * @param string $to     The last.
	 *
	 * @return ?IndexRange Null when there is no such figure or period.
	 */
	public function range( string $figure, string $from, string $to ): ?IndexRange;
}
