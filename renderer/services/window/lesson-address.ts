/** Where the contents are. */
export const lessonsAddress = '#/lessons';

/** Where an opened file is looked at: no lesson has a slash in its id. */
export const fileId = (name: string): string => `file/${name}`;

/** The address of what the lessons' view has under that id. */
export const lessonAddress = (id: string): string =>
  `${lessonsAddress}/${id.split('/').map(encodeURIComponent).join('/')}`;
