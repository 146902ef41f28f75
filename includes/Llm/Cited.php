<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The client itself knows which passages it used (1-based numbers, in order of use); remote models cite in their text as [n]. */
final class Cited implements StreamPart {

	/** @param list<int> $numbers */
	public function __construct( public readonly array $numbers ) {}
}
