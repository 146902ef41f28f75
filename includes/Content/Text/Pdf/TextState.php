<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** The text state of a page's instructions (ISO 32000-1, 8.4 and 9.3), which `q` saves and `Q` restores. */
final class TextState {

	/** The current transformation matrix. */
	public Matrix $page;

	public ?FontReader $font = null;

	public float $size = 1.0;

	/** Added after each letter. */
	public float $letter_spacing = 0.0;

	/** Added after each space. */
	public float $word_spacing = 0.0;

	/** Horizontal scaling, 1 for normal width. */
	public float $stretch = 1.0;

	/** Height of a line. */
	public float $leading = 0.0;

	public float $rise = 0.0;

	public function __construct() {
		$this->page = new Matrix();
	}
}
