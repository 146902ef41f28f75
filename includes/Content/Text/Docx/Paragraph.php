<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

/** A paragraph of a Word file while it is read. */
final class Paragraph {

	public string $text = '';

	public string $style = '';

	/** Word's outline level given to this paragraph itself. */
	public ?int $outline = null;

	/** Whether a run of characters is open: tabs outside of one are tab stops. */
	public bool $in_run = false;

	/** Whether the open run is hidden text. */
	public bool $hidden = false;

	/** @var list<string> Texts of the notes it refers to. */
	public array $notes = [];

	/** @var list<array{text: string, level: int}> Paragraphs of text boxes that hang on it. */
	public array $boxes = [];
}
