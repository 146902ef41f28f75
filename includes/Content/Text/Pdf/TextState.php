<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** How letters are drawn at a place in a page's instructions (ISO 32000-1, 8.4 and 9.3); kept and brought back by `q` and `Q`. */
final class TextState {

	/** From the page's own space to the paper. */
	public Matrix $page;

	public ?FontReader $font = null;

	public float $size = 1.0;

	/** Added after each letter, and after each space. */
	public float $letter_spacing = 0.0;

	public float $word_spacing = 0.0;

	/** Share of the letters' usual width. */
	public float $stretch = 1.0;

	/** Height of a line. */
	public float $leading = 0.0;

	public float $rise = 0.0;

	public function __construct() {
		$this->page = new Matrix();
	}
}
