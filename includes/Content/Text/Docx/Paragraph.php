<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

/** A paragraph of a Word file that is being read. */
final class Paragraph {

	public string $text = '';

	public string $style = '';

	/** Word's outline level set on this paragraph itself. */
	public ?int $outline = null;

	/** Whether a run of characters is open; tabs outside of a run are tab stops. */
	public bool $in_run = false;

	/** Whether the open run is hidden text. */
	public bool $hidden = false;

	/** @var list<string> Texts of its footnotes and endnotes. */
	public array $notes = [];

	/** @var list<array{text: string, level: int}> Paragraphs of text boxes anchored to it. */
	public array $boxes = [];
}
